package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Executes a form with a one-time key once, on all instances: a second request with the key, such
 * as that of a double click, gets the redirect of the first. A rejected form can be submitted
 * again. If an instance stopped while it executed a form, the user is asked to check the outcome
 * before submitting the form again. Forms get a key from the fragment {@code components/form-key};
 * requests without a key are executed.
 */
@Component("formKeys")
public class FormKeys implements HandlerInterceptor {

  private static final String PARAMETER = "form-key";
  private static final String RESERVED = FormKeys.class.getName();
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** How long a second request waits for the response to the first. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final FormSubmissions submissions;
  private final FormCompletions completions;

  FormKeys(FormSubmissions submissions, FormCompletions completions) {
    this.submissions = submissions;
    this.completions = completions;
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
    switch (reserve(key)) {
      case FormReservation.Reserved reserved -> {
        request.setAttribute(RESERVED, key);
        return true;
      }
      case FormReservation.Completed completed -> redirect(completed.location(), request, response);
      case FormReservation.Running running -> reject(ErrorMessages.FORM_RUNNING, request, response);
      case FormReservation.Interrupted interrupted ->
          reject(ErrorMessages.ofInterruptedForm(interrupted.submittedAt()), request, response);
    }
    return false;
  }

  private FormReservation reserve(UUID key) {
    try {
      return completions.await(key, MAX_WAIT, () -> submissions.reserve(key));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FormReservation.Running();
    }
  }

  private static void reject(
      ErrorMessages messages, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute(ErrorMessages.ATTRIBUTE, messages);
    response.sendError(HttpServletResponse.SC_CONFLICT);
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

  private static @Nullable UUID parse(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
