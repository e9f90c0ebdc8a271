/** By the target's id: the rule by which its programs are read back, and what is left to the eye. */
export const readingRules: Readonly<Record<string, string>> = {
  powershell:
    'the program is ASCII; in single quotes only a doubled quote has a meaning; what cannot be seen is unescaped by .NET’s rules. By eye: sending and failing.',
  'julia-http':
    'the escapes of Julia’s strings; a dollar sign must be escaped, or Julia would fill it in. By eye: sending and failing.',
  'sas-proc-http':
    'its DATA steps are carried out byte by byte, and the body they write is decoded as a server would. By eye: PROC HTTP, the import, and the macros of an export in batches.',
  stata:
    'the literals of the Python inside the do-file, in which Stata’s own signs for macros and comments must not stand. That Python runs in a test of its own with a stand-in. By eye: the commands around it.',
  'matlab-webwrite':
    'in single quotes only a doubled quote has a meaning; other characters stand as numbers in char(…). By eye: sending and failing.',
  'powerbi-m':
    'a doubled quote and #(…) escapes in the lists of fields. By eye: Web.Contents, the table, and the order of the calls in batches.',
};
