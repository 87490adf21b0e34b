package dev.signalbox.accounts.api;

import dev.signalbox.accounts.api.IdempotentAnswers.Answer;
import dev.signalbox.accounts.api.IdempotentAnswers.Question;
import dev.signalbox.accounts.api.IdempotentAnswers.Turn;
import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.api.ApiProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a script repeat a POST of which it does not know whether it arrived: with the same {@code
 * Idempotency-Key} it gets the first answer again, and nothing is done twice.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  private static final String KEY = "Idempotency-Key";
  private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /** No call of the API takes nearly as much. */
  private static final int LONGEST_BODY = 1 << 16;

  private final IdempotentAnswers answers;

  IdempotencyFilter(IdempotentAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod()) || request.getHeader(KEY) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(KEY);
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (!KEY_FORM.matcher(key).matches()) {
      ApiProblem.ofField(KEY, "A key has 1 to 200 visible ASCII characters.").write(response);
    } else if (body.length > LONGEST_BODY) {
      ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "With a key a body has at most 64 KiB.")
          .write(response);
    } else if (SecurityContextHolder.getContext().getAuthentication() instanceof ApiCaller caller) {
      String what = request.getRequestURI() + "?" + request.getQueryString();
      take(Question.of(caller.token(), key, what, body), request, response, body, chain);
    } else {
      chain.doFilter(new RepeatableRequest(request, body), response);
    }
  }

  private void take(
      Question question,
      HttpServletRequest request,
      HttpServletResponse response,
      byte[] body,
      FilterChain chain)
      throws ServletException, IOException {
    switch (answers.take(question)) {
      case Turn.First first -> {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        work(question, new RepeatableRequest(request, body), answer, chain);
        answer.copyBodyToResponse();
      }
      case Turn.Again again -> repeat(again.answer(), response);
      case Turn.OtherRequest other ->
          ApiProblem.of(
                  HttpStatus.UNPROCESSABLE_CONTENT,
                  "key-reused",
                  "This Idempotency-Key came with another request before; take a new one.")
              .write(response);
      case Turn.WithoutAnswer waiting ->
          ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "key-in-use",
                  "A request with this Idempotency-Key is under way, or was when the console"
                      + " stopped. Look before you send it with a new key.")
              .write(response);
    }
  }

  /** A failure of ours is no answer to keep: what failed was rolled back and may be tried again. */
  private void work(
      Question question,
      HttpServletRequest request,
      ContentCachingResponseWrapper answer,
      FilterChain chain)
      throws ServletException, IOException {
    boolean finished = false;
    try {
      chain.doFilter(request, answer);
      finished = answer.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value();
    } finally {
      if (!finished) {
        answers.release(question);
      }
    }
    if (finished) {
      answers.keep(
          question,
          new Answer(
              answer.getStatus(),
              answer.getContentType(),
              answer.getHeader(HttpHeaders.LOCATION),
              new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)));
    }
  }

  private static void repeat(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", "true");
    @Nullable String location = answer.location();
    if (location != null) {
      response.setHeader(HttpHeaders.LOCATION, location);
    }
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
