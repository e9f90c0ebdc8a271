import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * Compiles and runs the programs of the folders listed in a file, unchanged, one after the other in one virtual
 * machine, and leaves in each folder its messages (stderr) and, last, its status. A program that exits ends the
 * machine and leaves no status.
 */
class RunMany {
    public static void main(String[] list) throws Exception {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        for (String name : Files.readAllLines(Path.of(list[0]))) {
            Path folder = Path.of(name);
            try (PrintStream messages = new PrintStream(Files.newOutputStream(folder.resolve("stderr")), true)) {
                System.setErr(messages);
                Files.writeString(folder.resolve("status"), run(folder, messages) ? "0" : "1");
            }
        }
        // Clients that a program left open would keep the machine running.
        System.exit(0);
    }

    static boolean run(Path folder, PrintStream messages) throws IOException, ReflectiveOperationException {
        Path program = folder.resolve("program.java");
        String[] words = {"-nowarn", "-d", folder.toString(), program.toString()};
        if (ToolProvider.getSystemJavaCompiler().run(null, messages, messages, words) != 0) {
            return false;
        }
        // `java FILE` runs the first class of the file.
        Matcher first = Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE)
                .matcher(Files.readString(program, StandardCharsets.UTF_8));
        if (!first.find()) {
            return false;
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method main = loader.loadClass(first.group(1)).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
            return true;
        } catch (InvocationTargetException error) {
            error.getCause().printStackTrace(messages);
            return false;
        }
    }
}
