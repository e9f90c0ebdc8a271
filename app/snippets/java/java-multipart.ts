/** The part of a Java program that builds a multipart body, which java.net.http has no encoder for. */
export const multipartMethod = `    /** A field is {name, value}, or for a file {name, path, file name}. */
    static byte[] multipart(String[][] fields, String boundary) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String[] field : fields) {
            boolean isFile = field.length == 3;
            String head = "--" + boundary + "\\r\\nContent-Disposition: form-data; name=\\"" + field[0] + "\\"";
            if (isFile) {
                head += "; filename=\\"" + field[2] + "\\"\\r\\nContent-Type: application/octet-stream";
            }
            body.write((head + "\\r\\n\\r\\n").getBytes(StandardCharsets.UTF_8));
            body.write(isFile ? Files.readAllBytes(Path.of(field[1])) : field[1].getBytes(StandardCharsets.UTF_8));
            body.write("\\r\\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write(("--" + boundary + "--\\r\\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }`;
