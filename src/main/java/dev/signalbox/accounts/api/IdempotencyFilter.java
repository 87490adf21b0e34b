package dev.signalbox.accounts.api;

import dev.signalbox.accounts.api.IdempotentResponses.KeyedRequest;
import dev.signalbox.accounts.api.IdempotentResponses.Reservation;
import dev.signalbox.accounts.api.IdempotentResponses.StoredResponse;
import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.web.BufferedBodyRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes POST requests repeatable: a repeat with the same {@code Idempotency-Key} within 24 hours
 * returns the first response and is not executed again. Only final responses are stored.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY_PATTERN = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /** Larger than any body of the API that can be sent with a key, in bytes. */
  private static final int MAX_BODY_BYTES = 1 << 16;

  /** The client errors that depend on the request only, so that a repeat would fail, too. */
  private static final Set<Integer> FINAL_ERRORS = Set.of(400, 405, 413, 415, 422);

  private final IdempotentResponses responses;

  IdempotencyFilter(IdempotentResponses responses) {
    this.responses = responses;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod()) || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (!KEY_PATTERN.matcher(key).matches()) {
      ApiProblem.ofField(HEADER, "Must be 1 to 200 visible ASCII characters.").write(response);
    } else if (body.length > MAX_BODY_BYTES) {
      ApiProblem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "The body of a request with a key is limited to 64 KiB.")
          .write(response);
    } else if (SecurityContextHolder.getContext().getAuthentication() instanceof ApiCaller caller) {
      String target = request.getRequestURI() + "?" + request.getQueryString();
      handle(KeyedRequest.of(caller.token(), key, target, body), request, response, body, chain);
    } else {
      chain.doFilter(new BufferedBodyRequest(request, body), response);
    }
  }

  private void handle(
      KeyedRequest keyedRequest,
      HttpServletRequest request,
      HttpServletResponse response,
      byte[] body,
      FilterChain chain)
      throws ServletException, IOException {
    switch (responses.acquire(keyedRequest)) {
      case Reservation.Acquired acquired -> {
        ContentCachingResponseWrapper wrapped = new ContentCachingResponseWrapper(response);
        execute(keyedRequest, new BufferedBodyRequest(request, body), wrapped, chain);
        wrapped.copyBodyToResponse();
      }
      case Reservation.Completed completed -> replay(completed.response(), response);
      case Reservation.KeyMismatch mismatch ->
          ApiProblem.of(
                  HttpStatus.UNPROCESSABLE_CONTENT,
                  "key-reused",
                  "This Idempotency-Key was used for another request. Use a new key.")
              .write(response);
      case Reservation.Unresolved unresolved ->
          ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "key-in-use",
                  "A request with this Idempotency-Key is in progress, or was interrupted. Check"
                      + " its effect before retrying with a new key.")
              .write(response);
    }
  }

  /**
   * Returns whether a repeat of the request would get the same response. The causes of other
   * errors, such as a conflict, a missing permission or an overload, may disappear.
   */
  static boolean isFinal(int status) {
    return status < HttpStatus.BAD_REQUEST.value() || FINAL_ERRORS.contains(status);
  }

  /** Executes the request. If the response is not final, the key is released for a retry. */
  private void execute(
      KeyedRequest keyedRequest,
      HttpServletRequest request,
      ContentCachingResponseWrapper wrapped,
      FilterChain chain)
      throws ServletException, IOException {
    boolean finished = false;
    try {
      chain.doFilter(request, wrapped);
      finished = isFinal(wrapped.getStatus());
    } finally {
      if (!finished) {
        responses.release(keyedRequest);
      }
    }
    if (finished) {
      responses.store(
          keyedRequest,
          new StoredResponse(
              wrapped.getStatus(),
              wrapped.getContentType(),
              wrapped.getHeader(HttpHeaders.LOCATION),
              new String(wrapped.getContentAsByteArray(), StandardCharsets.UTF_8)));
    }
  }

  private static void replay(StoredResponse stored, HttpServletResponse response)
      throws IOException {
    response.setStatus(stored.status());
    response.setHeader("Idempotency-Replayed", "true");
    @Nullable String location = stored.location();
    if (location != null) {
      response.setHeader(HttpHeaders.LOCATION, location);
    }
    if (stored.contentType() != null) {
      response.setContentType(stored.contentType());
    }
    response.getOutputStream().write(stored.body().getBytes(StandardCharsets.UTF_8));
  }
}
