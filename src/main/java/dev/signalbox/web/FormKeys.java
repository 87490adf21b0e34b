package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Executes a form with a one-time key once, on all instances: a second request with the key, such
 * as that of a double click, gets the redirect of the first. A rejected form can be submitted
 * again. Forms get a key from the fragment {@code components/form-key}; requests without a key are
 * executed.
 */
@Component("formKeys")
public class FormKeys implements HandlerInterceptor {

  private static final String PARAMETER = "form-key";
  private static final String RESERVED = FormKeys.class.getName();
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** How long a second request waits for the response to the first. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final FormSubmissions submissions;

  FormKeys(FormSubmissions submissions) {
    this.submissions = submissions;
  }

  /** Returns a key for a form. */
  public String next() {
    return UUID.randomUUID().toString();
  }

  /** Returns the key of the form that the request executes, or a new one. */
  public static UUID of(HttpServletRequest request) {
    return request.getAttribute(RESERVED) instanceof UUID key ? key : UUID.randomUUID();
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (SAFE.contains(request.getMethod())
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    @Nullable UUID key = parse(request.getParameter(PARAMETER));
    if (key == null) {
      return true;
    }
    long attempts = MAX_WAIT.dividedBy(POLL_INTERVAL);
    for (long attempt = 0; attempt < attempts; attempt++) {
      if (submissions.reserve(key)) {
        request.setAttribute(RESERVED, key);
        return true;
      }
      Optional<String> location = submissions.location(key);
      if (location.isPresent()) {
        redirect(location.get(), request, response);
        return false;
      }
      if (!pause()) {
        break;
      }
    }
    response.sendError(
        HttpServletResponse.SC_CONFLICT, "This form was already submitted and has no result yet.");
    return false;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (!(request.getAttribute(RESERVED) instanceof UUID key)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return;
    }
    String location = response.getHeader(HttpHeaders.LOCATION);
    boolean isRedirect = response.getStatus() >= 300 && response.getStatus() < 400;
    if (failure == null && isRedirect && location != null) {
      submissions.complete(key, location);
    } else {
      submissions.release(key);
    }
  }

  private static void redirect(
      String location, HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader("HX-Request") == null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, location);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      response.setHeader("HX-Redirect", location);
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static @Nullable UUID parse(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
