package dev.signalbox.sandbox;

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
 * What a browser does, without one: keeps cookies, and sends with a form the token that the last
 * page carried. It follows no redirect by itself.
 */
public final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final MockMvcTester console;
  private final Map<String, Cookie> cookies = new LinkedHashMap<>();
  private @Nullable String token;

  Browser(MockMvcTester console) {
    this.console = console;
  }

  /** Signs in and says where that led: the console, or the page that explains why not. */
  public String signIn(Persona persona) {
    return signIn(persona, "/sign-in/github");
  }

  /** The same from a link that names where to go afterwards. */
  public String signIn(Persona persona, String start) {
    URI authorize = Browsers.location(get(start));
    URI back = TestInstallation.gitHub().choose(persona, authorize);
    return Browsers.location(get(back.getRawPath() + "?" + back.getRawQuery())).toString();
  }

  public MvcTestResult get(String path) {
    return send(HttpMethod.GET, path, request -> request);
  }

  /** A part of a page, as htmx asks for it. */
  public MvcTestResult fragment(String path) {
    return send(HttpMethod.GET, path, request -> request.header("HX-Request", "true"));
  }

  /** Opens a stream of events and looks at the beginning of the answer only. */
  public MvcTestResult stream(String path) {
    return keepCookies(
        request(HttpMethod.GET, path, request -> request.accept("text/event-stream"))
            .asyncExchange());
  }

  /** Sends a form with the token of the page before; fetches a page first when there was none. */
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

  /** Any request at all, with this browser's cookies. */
  public MvcTestResult send(
      HttpMethod method, String path, UnaryOperator<MockMvcRequestBuilder> more) {
    MvcTestResult answer = keepCookies(request(method, path, more).exchange());
    Matcher found = TOKEN.matcher(body(answer));
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  private MockMvcRequestBuilder request(
      HttpMethod method, String path, UnaryOperator<MockMvcRequestBuilder> more) {
    MockMvcRequestBuilder request =
        more.apply(console.method(method).uri(URI.create(path)).accept("text/html"));
    return cookies.isEmpty() ? request : request.cookie(cookies.values().toArray(Cookie[]::new));
  }

  private MvcTestResult keepCookies(MvcTestResult answer) {
    for (Cookie cookie : answer.getResponse().getCookies()) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie);
      }
    }
    return answer;
  }

  /** The cookies as they stand, to be changed or stolen. */
  public Map<String, Cookie> cookies() {
    return cookies;
  }

  /** The text of an answer. */
  public static String body(MvcTestResult answer) {
    try {
      return answer.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
