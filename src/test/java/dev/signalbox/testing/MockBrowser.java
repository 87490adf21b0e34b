package dev.signalbox.testing;

import dev.signalbox.sandbox.Persona;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Emulates a browser on MockMvc: keeps cookies and adds the CSRF token of the last page to forms.
 * Redirects are not followed.
 */
public final class MockBrowser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final MockMvcTester console;
  private final Map<String, Cookie> cookies = new LinkedHashMap<>();
  private @Nullable String token;

  MockBrowser(MockMvcTester console) {
    this.console = console;
  }

  /** Signs in and returns the redirect target: the console or the page with the refusal. */
  public String signIn(Persona persona) {
    return signIn(persona, "/sign-in/github");
  }

  /** Signs in through a link that contains the target page. */
  public String signIn(Persona persona, String start) {
    URI authorize = MockBrowsers.location(get(start));
    URI back = TestInstallation.gitHub().choose(persona, authorize);
    return MockBrowsers.location(get(back.getRawPath() + "?" + back.getRawQuery())).toString();
  }

  public MvcTestResult get(String path) {
    return send(HttpMethod.GET, path, request -> request);
  }

  /** Requests a fragment as htmx does. */
  public MvcTestResult fragment(String path) {
    return send(HttpMethod.GET, path, request -> request.header("HX-Request", "true"));
  }

  /** Opens an event stream and returns the beginning of the response. */
  public MvcTestResult stream(String path) {
    return keepCookies(
        request(HttpMethod.GET, path, request -> request.accept("text/event-stream"))
            .asyncExchange());
  }

  /** Sends a form with the CSRF token of the last page, or of a page that is fetched first. */
  public MvcTestResult send(HttpMethod method, String path, Map<String, String> form) {
    if (token == null) {
      get("/sessions");
    }
    return send(
        method,
        path,
        request -> {
          form.forEach(request::param);
          return token == null ? request : request.param("_csrf", token);
        });
  }

  public MvcTestResult post(String path, Map<String, String> form) {
    return send(HttpMethod.POST, path, form);
  }

  public MvcTestResult put(String path, Map<String, String> form) {
    return send(HttpMethod.PUT, path, form);
  }

  public MvcTestResult delete(String path) {
    return send(HttpMethod.DELETE, path, Map.of());
  }

  /** Sends any request with the cookies of this browser. */
  public MvcTestResult send(
      HttpMethod method, String path, UnaryOperator<MockMvcRequestBuilder> more) {
    MvcTestResult response = keepCookies(request(method, path, more).exchange());
    Matcher found = TOKEN.matcher(body(response));
    if (found.find()) {
      token = found.group(1);
    }
    return response;
  }

  private MockMvcRequestBuilder request(
      HttpMethod method, String path, UnaryOperator<MockMvcRequestBuilder> more) {
    MockMvcRequestBuilder request =
        more.apply(console.method(method).uri(URI.create(path)).accept("text/html"));
    return cookies.isEmpty() ? request : request.cookie(cookies.values().toArray(Cookie[]::new));
  }

  private MvcTestResult keepCookies(MvcTestResult response) {
    for (Cookie cookie : response.getResponse().getCookies()) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie);
      }
    }
    return response;
  }

  /** Returns the mutable cookies. */
  public Map<String, Cookie> cookies() {
    return cookies;
  }

  /** Returns the body of a response. */
  public static String body(MvcTestResult response) {
    try {
      return response.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
