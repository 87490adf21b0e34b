package dev.signalbox.api;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.web.ClientDisconnects;
import dev.signalbox.web.DatabaseFailures;
import dev.signalbox.web.ErrorId;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.InvalidTextException;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.OutageLog;
import dev.signalbox.web.TextPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
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
 * Converts exceptions below {@code /api/} into problems, including those without a handler. It runs
 * before the exception handlers of the pages, which respond with HTML.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiExceptionResolver implements HandlerExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(ApiExceptionResolver.class);

  private final OutageLog outages;

  ApiExceptionResolver(OutageLog outages) {
    this.outages = outages;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    boolean isSecurityException =
        failure instanceof AccessDeniedException || failure instanceof AuthenticationException;
    if (!ApiPaths.covers(request) || isSecurityException || response.isCommitted()) {
      return null;
    }
    if (ClientDisconnects.isCauseOf(failure)) {
      return new ModelAndView();
    }
    if (failure instanceof ErrorResponse known) {
      // for example Allow, after 405
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

  ApiProblem problem(HttpServletRequest request, Throwable failure) {
    if (failure instanceof ApiException exception) {
      return exception.problem();
    }
    if (failure instanceof ObjectNotFoundException missing) {
      return ApiProblem.of(HttpStatus.NOT_FOUND, missing.sentence());
    }
    if (failure instanceof InvalidParametersException invalid) {
      return ApiProblem.of(
          invalid.problems().entrySet().stream()
              .map(problem -> new ApiProblem.FieldProblem(problem.getKey(), problem.getValue()))
              .toList());
    }
    if (failure instanceof BindException invalid) {
      return ApiProblem.of(
          invalid.getFieldErrors().stream().map(ApiExceptionResolver::fieldProblem).toList());
    }
    if (failure instanceof InvalidTextException invalid) {
      return ApiProblem.ofField(invalid.field(), TextPolicy.MESSAGE);
    }
    if (failure instanceof InvalidParameterException malformed) {
      return malformed(malformed);
    }
    if (failure instanceof RequestRejectedException) {
      return ApiProblem.of(
          HttpStatus.BAD_REQUEST, "A header or parameter contains control characters.");
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return unreadable(unreadable);
    }
    if (failure instanceof MethodArgumentTypeMismatchException) {
      // a malformed id in the path
      return ApiProblem.of(HttpStatus.NOT_FOUND, "Not found.");
    }
    if (failure instanceof RemoteSystemException remote) {
      return ApiProblem.of(
          status(remote), "Tried to " + remote.tried() + ". It said: " + remote.response());
    }
    if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      HttpStatus status = Objects.requireNonNull(HttpStatus.resolve(known.getStatusCode().value()));
      @Nullable String detail = known.getBody().getDetail();
      return ApiProblem.of(status, detail == null ? status.getReasonPhrase() : detail);
    }
    String id = ErrorId.of(request);
    if (DatabaseFailures.isCauseOf(failure)) {
      outages.report(id, failure);
      return ApiProblem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          DatabaseFailures.isDiskFull(failure)
              ? "The disk of the database is full. The request may be applied in part."
              : "The database did not respond. The request may be applied in part.");
    }
    log.error("Error {}: internal error in the API", id, failure);
    return ApiProblem.internalError(HttpStatus.INTERNAL_SERVER_ERROR, id);
  }

  private static ApiProblem.FieldProblem fieldProblem(FieldError error) {
    String detail =
        error.isBindingFailure()
            ? "Invalid value."
            : Objects.requireNonNullElse(error.getDefaultMessage(), "Invalid.");
    return new ApiProblem.FieldProblem(snakeCase(error.getField()), detail);
  }

  /** A malformed query string or form, or more parameters than the container accepts. */
  private static ApiProblem malformed(InvalidParameterException malformed) {
    HttpStatus status =
        Objects.requireNonNullElse(
            HttpStatus.resolve(malformed.getErrorCode()), HttpStatus.BAD_REQUEST);
    return ApiProblem.of(status, "The parameters are malformed or too many.");
  }

  /** Names the field if the JSON is well-formed but a value is invalid. */
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
      boolean isInvalidText = mismatch.getCause() instanceof InvalidTextException;
      return ApiProblem.ofField(field, isInvalidText ? TextPolicy.MESSAGE : "Invalid value.");
    }
    return ApiProblem.of(HttpStatus.BAD_REQUEST, "Malformed JSON body.");
  }

  private static HttpStatus status(RemoteSystemException failure) {
    return switch (failure) {
      case Unreachable e -> HttpStatus.SERVICE_UNAVAILABLE;
      case Denied e -> HttpStatus.BAD_GATEWAY;
      case NotFound e -> HttpStatus.NOT_FOUND;
      case Conflict e -> HttpStatus.CONFLICT;
      case Unexpected e -> HttpStatus.BAD_GATEWAY;
    };
  }

  /** Returns the name of a field in JSON: {@code expires_at} for {@code expiresAt}. */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
