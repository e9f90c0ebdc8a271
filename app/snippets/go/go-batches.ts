import type { BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { goFields } from './go-fields.ts';
import { quoteGo as quote } from './go-quote.ts';

/** The statements that export the records in batches, each to a file of its own. */
export function goBatches(batched: BatchedRequest): string {
  return `	// First the names of the records alone, then the rows of some records at a time.
${goFields('nameFields', batched.names.fields)}
${goFields('rowFields', batched.rows.fields)}
	const recordsPerBatch = ${batched.recordsPerBatch}
	const pause = ${Math.round(1000 * batched.pauseSeconds)} * time.Millisecond

	names := recordNames(post(formType, encode(nameFields), token))
	if len(names) == 0 {
		log.Print(${quote(NO_RECORDS)})
		return
	}

	// A folder for this run: nothing of an earlier one is among its files.
	folder := "${batched.fileStem}_" + time.Now().Format("20060102-150405")
	if err := os.Mkdir(folder, 0o700); err != nil {
		log.Fatal(err)
	}
	files := 0
	for start := 0; start < len(names); start += recordsPerBatch {
		end := start + recordsPerBatch
		if end > len(names) {
			end = len(names)
		}
		fields := append([]field{}, rowFields...)
		for index, name := range names[start:end] {
			fields = append(fields, field{fmt.Sprintf("records[%d]", index), name})
		}
		time.Sleep(pause)
		answer := post(formType, encode(fields), token)
		files++
		fileName := fmt.Sprintf(${quote(`%s/${batched.fileStem}_%04d.${batched.extension}`)}, folder, files)
		if err := os.WriteFile(fileName, answer, 0o600); err != nil {
			log.Fatal(err)
		}
	}
	log.Printf("Files saved in %s: %d.", folder, files)`;
}

/** The function that reads the record names from the answer to the first request. */
export const recordNamesFunction = `// recordNames gives the first column of the CSV without its header: each name once, in order.
func recordNames(answer []byte) []string {
	rows := csv.NewReader(bytes.NewReader(answer))
	rows.FieldsPerRecord = -1
	cells, err := rows.ReadAll()
	if err != nil {
		log.Fatal("The list of the records is no CSV: ", err)
	}
	var names []string
	seen := map[string]bool{}
	for row, cell := range cells {
		name := cell[0]
		if row > 0 && strings.TrimSpace(name) != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}`;
