import type { BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { powershellFields } from './powershell-fields.ts';
import { quotePowerShell as quote } from './powershell-quote.ts';

/** The statements that export the records in batches, each to a file of its own. */
export function powershellBatches(batched: BatchedRequest): string {
  return `# First the names of the records alone, then the rows of some records at a time.
${powershellFields('nameFields', batched.names.fields)}
${powershellFields('rowFields', batched.rows.fields)}
$recordsPerBatch = ${batched.recordsPerBatch}
$pauseMilliseconds = ${Math.round(1000 * batched.pauseSeconds)}

$names = @(Get-RecordName ([System.Text.Encoding]::UTF8.GetString((Send-Request $nameFields))))
if ($names.Count -eq 0) {
    [Console]::Error.WriteLine(${quote(NO_RECORDS)})
    exit 0
}

# A folder for this run: nothing of an earlier one is among its files.
$folder = "${batched.fileStem}_$(Get-Date -Format 'yyyyMMdd-HHmmss')"
$null = New-Item -ItemType Directory -Path $folder
$files = 0
for ($start = 0; $start -lt $names.Count; $start += $recordsPerBatch) {
    $end = [Math]::Min($start + $recordsPerBatch, $names.Count)
    $records = @(
        for ($index = $start; $index -lt $end; $index++) {
            @{ name = "records[$($index - $start)]"; value = $names[$index] }
        }
    )
    Start-Sleep -Milliseconds $pauseMilliseconds
    $answer = Send-Request ($rowFields + $records)
    $files++
    Save-Answer ('{0}/${batched.fileStem}_{1:d4}.${batched.extension}' -f $folder, $files) $answer
}
[Console]::Error.WriteLine("Files saved in \${folder}: $files.")`;
}

/** The function that reads the record names from the answer to the first request. */
export const recordNameFunction = `# The first column of the CSV without its header: each name once, in order.
function Get-RecordName([string] $Csv) {
    $seen = [System.Collections.Generic.HashSet[string]]::new()
    foreach ($line in ($Csv -split '\\r?\\n' | Select-Object -Skip 1)) {
        if ($line -match '^"((?:[^"]|"")*)"') {
            $name = $Matches[1].Replace('""', '"')
        }
        else {
            $name = $line.Split(',')[0]
        }
        if ($name.Trim() -ne '' -and $seen.Add($name)) {
            $name
        }
    }
}`;
