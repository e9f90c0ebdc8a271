import { ANSWER_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteGo as quote } from './go-quote.ts';

/** The function that sends a body and returns the bytes of the answer, if it is no error. */
export function goPost(input: SnippetInput): string {
  const isFile = input.answer.kind === 'file';
  const unlessFile = isFile ? '!isFile && ' : '';
  return `// client gives up connecting after 30 seconds, as Go's own transport does.
var client = &http.Client{
	Timeout: ${ANSWER_SECONDS} * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // following a redirect would carry the token elsewhere
	},
}

// post sends the body and returns the bytes of the answer, if it is no error.
func post(contentType, body, token string) []byte {
	response, err := client.Post(${quote(input.url)}, contentType, strings.NewReader(body))
	if err != nil {
		log.Fatal("No answer from the server: ", err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal("The answer broke off: ", err)
	}
	status := response.StatusCode
${isFile ? fileCheck : ''}
	// REDCap can report an error with status 200, and a wrong address answers with a web page.
	webPage := regexp.MustCompile(${pattern(`(?i)^${WEB_PAGE}`)})
	redcapError := regexp.MustCompile(${pattern(`^${REDCAP_ERROR.replaceAll('*+', '*')}`)})

	if ${unlessFile}webPage.Match(answer) {
		log.Fatalf("The server sent a web page instead of data (HTTP status %d). Check the address.", status)
	}
	if status != 200 || ${unlessFile}redcapError.Match(answer) {
		message := strings.ReplaceAll(string(answer), token, "[token]")
		log.Fatalf("The request failed (HTTP status %d): %s", status, message)
	}
	return answer
}`;
}

const fileCheck = `
	// REDCap names the file it sends in the content type; an error has no name.
	isFile := strings.Contains(response.Header.Get("Content-Type"), "name=")
`;

/** A raw string literal, in which backslashes stay single. */
function pattern(text: string): string {
  return `\`${text}\``;
}
