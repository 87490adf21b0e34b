package dev.signalbox.api;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Conflicting;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.web.DatabaseAway;
import dev.signalbox.web.ErrorId;
import dev.signalbox.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Whatever goes wrong below {@code /api/} becomes a problem, also where no handler was found. It
 * stands before the page kit's advices, which would answer with HTML.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors implements HandlerExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    boolean ofTheFilterChain =
        failure instanceof AccessDeniedException || failure instanceof AuthenticationException;
    if (!ApiPaths.covers(request) || ofTheFilterChain || response.isCommitted()) {
      return null;
    }
    if (failure instanceof ErrorResponse known) {
      // which methods a route takes, for instance
      known
          .getHeaders()
          .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    }
    try {
      problem(request, failure).write(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  static ApiProblem problem(HttpServletRequest request, Throwable failure) {
    if (failure instanceof ApiRefusal refusal) {
      return refusal.problem();
    }
    if (failure instanceof NotFound missing) {
      return ApiProblem.of(HttpStatus.NOT_FOUND, missing.sentence());
    }
    if (failure instanceof BindException invalid) {
      return ApiProblem.of(invalid.getFieldErrors().stream().map(ApiErrors::wrong).toList());
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return unreadable(unreadable);
    }
    if (failure instanceof MethodArgumentTypeMismatchException) {
      // an id in the address that is none
      return ApiProblem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.");
    }
    if (failure instanceof OutsideWorldException outside) {
      return ApiProblem.of(
          status(outside), "Tried to " + outside.tried() + ". It said: " + outside.answered());
    }
    if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      HttpStatus status = Objects.requireNonNull(HttpStatus.resolve(known.getStatusCode().value()));
      @Nullable String detail = known.getBody().getDetail();
      return ApiProblem.of(status, detail == null ? status.getReasonPhrase() : detail);
    }
    String id = ErrorId.of(request);
    if (DatabaseAway.isBehind(failure)) {
      log.error("Error {}: the database is away", id, failure);
      return ApiProblem.of(
          HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Nothing was changed.");
    }
    log.error("Error {}: 500 at the API", id, failure);
    return ApiProblem.ours(HttpStatus.INTERNAL_SERVER_ERROR, id);
  }

  private static ApiProblem.FieldProblem wrong(FieldError error) {
    String detail =
        error.isBindingFailure()
            ? "This is not a value that the field takes."
            : Objects.requireNonNullElse(error.getDefaultMessage(), "This cannot be right.");
    return new ApiProblem.FieldProblem(FieldNames.snake(error.getField()), detail);
  }

  /** JSON whose form is right but not what it says names the field. */
  private static ApiProblem unreadable(HttpMessageNotReadableException unreadable) {
    if (unreadable.getCause() instanceof DatabindException mismatch
        && !mismatch.getPath().isEmpty()) {
      String field =
          String.join(
              ".",
              mismatch.getPath().stream()
                  .map(JacksonException.Reference::getPropertyName)
                  .filter(Objects::nonNull)
                  .toList());
      return ApiProblem.of(
          List.of(new ApiProblem.FieldProblem(field, "This is not a value that the field takes.")));
    }
    return ApiProblem.of(HttpStatus.BAD_REQUEST, "The body is no JSON that this call takes.");
  }

  private static HttpStatus status(OutsideWorldException failure) {
    return switch (failure) {
      case Unreachable e -> HttpStatus.SERVICE_UNAVAILABLE;
      case Refused e -> HttpStatus.BAD_GATEWAY;
      case Missing e -> HttpStatus.NOT_FOUND;
      case Conflicting e -> HttpStatus.CONFLICT;
      case Unexpected e -> HttpStatus.BAD_GATEWAY;
    };
  }
}
