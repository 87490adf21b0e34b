package dev.signalbox.testing;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Calls the API through MockMvc with a bearer token and JSON bodies. */
public final class MockApiClient {

  private static final Pattern SECRET = Pattern.compile("sbx_[0-9A-Za-z]{49}");

  private final MockMvcTester console;
  private final String token;

  public MockApiClient(MockMvcTester console, String token) {
    this.console = console;
    this.token = token;
  }

  /** Creates a token on the page of the signed-in user, valid for 30 days. */
  public static String newToken(MockBrowser browser, String scopes) {
    String expires =
        LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC)
            .plusDays(30)
            .toString();
    MvcTestResult response =
        browser.post("/tokens", Map.of("name", "a script", "scopes", scopes, "expires", expires));
    String created = response.getResponse().getRedirectedUrl();
    String page = created == null ? "" : MockBrowser.body(browser.get(created));
    Matcher secret = SECRET.matcher(page);
    if (!secret.find()) {
      throw new AssertionError("No token on the page: " + MockBrowser.body(response));
    }
    return secret.group();
  }

  public String token() {
    return token;
  }

  public MvcTestResult get(String path) {
    return send(HttpMethod.GET, path, request -> request);
  }

  public MvcTestResult delete(String path) {
    return send(HttpMethod.DELETE, path, request -> request);
  }

  public MvcTestResult post(String path, String json) {
    return send(HttpMethod.POST, path, body(json));
  }

  public MvcTestResult put(String path, String json) {
    return send(HttpMethod.PUT, path, body(json));
  }

  /** Sends any request with the token. */
  public MvcTestResult send(
      HttpMethod method, String path, UnaryOperator<MockMvcRequestBuilder> more) {
    return more.apply(
            console.method(method).uri(URI.create(path)).header("Authorization", "Bearer " + token))
        .exchange();
  }

  /** Sets a JSON body. */
  public static UnaryOperator<MockMvcRequestBuilder> body(String json) {
    return request -> request.contentType("application/json").content(json);
  }
}
