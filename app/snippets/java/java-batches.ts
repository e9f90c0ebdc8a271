import type { BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { javaFields } from './java-fields.ts';
import { quoteJava as quote } from './java-quote.ts';

/** The statements that export the records in batches, each to a file of its own. */
export function javaBatches(batched: BatchedRequest): string {
  return `        // First the names of the records alone, then the rows of some records at a time.
${javaFields('nameFields', batched.names.fields)}
${javaFields('rowFields', batched.rows.fields)}
        int recordsPerBatch = ${batched.recordsPerBatch};
        long pauseMilliseconds = ${Math.round(1000 * batched.pauseSeconds)};

        List<String> names = recordNames(new String(post(nameFields, token), StandardCharsets.UTF_8));
        if (names.isEmpty()) {
            System.err.println(${quote(NO_RECORDS)});
            return;
        }

        // A folder for this run: nothing of an earlier one is among its files.
        String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path folder = Files.createDirectory(Path.of("${batched.fileStem}_" + time));
        int files = 0;
        for (int start = 0; start < names.size(); start += recordsPerBatch) {
            List<String[]> fields = new ArrayList<>(Arrays.asList(rowFields));
            List<String> batch = names.subList(start, Math.min(start + recordsPerBatch, names.size()));
            for (int index = 0; index < batch.size(); index++) {
                fields.add(new String[] {"records[" + index + "]", batch.get(index)});
            }
            Thread.sleep(pauseMilliseconds);
            byte[] answer = post(fields.toArray(String[][]::new), token);
            files++;
            Files.write(folder.resolve(String.format("${batched.fileStem}_%04d.${batched.extension}", files)), answer);
        }
        System.err.println("Files saved in " + folder + ": " + files + ".");`;
}

/** The method that reads the record names from the answer to the first request. */
export const recordNamesMethod = `    /** The first column of the CSV without its header: each name once, in order. */
    static List<String> recordNames(String csv) {
        Pattern firstCell = Pattern.compile("^(?:\\"((?:[^\\"]|\\"\\")*+)\\"|([^,]*))");
        return csv.lines().skip(1)
                .map(line -> {
                    Matcher cell = firstCell.matcher(line);
                    cell.find();
                    return cell.group(1) != null ? cell.group(1).replace("\\"\\"", "\\"") : cell.group(2);
                })
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }`;
