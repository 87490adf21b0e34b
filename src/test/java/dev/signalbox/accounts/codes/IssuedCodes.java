package dev.signalbox.accounts.codes;

import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * The one-time codes that an admin created on the page.
 *
 * @param page the path of the page that shows them
 */
public record IssuedCodes(List<String> codes, String page) {

  private static final Pattern CODE = Pattern.compile("<code>((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})<");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /** Creates codes in the browser of an admin. */
  public static IssuedCodes create(MockBrowser admin) {
    String page = MockBrowsers.location(admin.post("/one-time-codes", Map.of())).toString();
    return new IssuedCodes(
        CODE.matcher(MockBrowser.body(admin.get(page))).results().map(r -> r.group(1)).toList(),
        page);
  }

  /** Signs in with a code. The form has its own CSRF token. */
  public static MvcTestResult signIn(MockBrowser browser, String login, String code) {
    String token =
        TOKEN
            .matcher(MockBrowser.body(browser.get("/sign-in/code")))
            .results()
            .findFirst()
            .map((MatchResult found) -> found.group(1))
            .orElseThrow();
    return browser.send(
        HttpMethod.POST,
        "/sign-in/code",
        request ->
            request
                .param("_csrf", token)
                .param("login", login)
                .param("code", code)
                .param("to", "/users"));
  }
}
