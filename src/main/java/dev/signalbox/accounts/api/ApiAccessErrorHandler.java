package dev.signalbox.accounts.api;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.accounts.tokens.TokenScope;
import dev.signalbox.api.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Writes problems for requests that are not authenticated or not authorized. */
@Component
public class ApiAccessErrorHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
  private static final String CHALLENGE = "Bearer realm=\"signalbox\"";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    ApiProblem.of(
            HttpStatus.UNAUTHORIZED,
            "Send a token as \"Authorization: Bearer sbx_...\". Create one under API tokens.")
        .write(response);
  }

  void invalidToken(String detail, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    ApiProblem.of(HttpStatus.UNAUTHORIZED, "invalid-token", detail).write(response);
  }

  void tooManyAttempts(Duration wait, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    ApiProblem.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-attempts",
            "Too many requests with an invalid token came from this address. Check the token.")
        .write(response);
  }

  /** The owner's membership is not confirmed; the request can be retried later. */
  void unconfirmed(Instant since, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "60");
    ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unconfirmed",
            "GitHub has not confirmed the membership of the token's owner since "
                + since
                + ". Requests are refused until it does.")
        .write(response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    boolean isRead = READ_METHODS.contains(request.getMethod());
    TokenScope requiredScope = requiredScope(request, isRead);
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ApiCaller caller)) {
      throw denied;
    }
    if (!caller.scopes().contains(requiredScope)) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + requiredScope.apiName() + "\"");
    }
    problem(caller, requiredScope, isRead).write(response);
  }

  private static TokenScope requiredScope(HttpServletRequest request, boolean isRead) {
    String path = request.getRequestURI();
    if (path.equals(ApiSecurity.AUDIT_EVENTS) || path.startsWith(ApiSecurity.AUDIT_IMPORTS)) {
      return TokenScope.AUDIT_INGEST;
    }
    return isRead ? TokenScope.READ : TokenScope.WRITE;
  }

  private static ApiProblem problem(ApiCaller caller, TokenScope requiredScope, boolean isRead) {
    if (!caller.scopes().contains(requiredScope)) {
      return ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "insufficient-scope",
          "This request requires the scope "
              + requiredScope.apiName()
              + ", which the token does not have.");
    }
    Role role = caller.getPrincipal().role();
    if (!caller.isConfirmed() && !isRead) {
      return ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "unconfirmed",
          "GitHub has not confirmed the membership of the token's owner recently. Changes are"
              + " refused until it does.");
    }
    return ApiProblem.of(
        HttpStatus.FORBIDDEN,
        "insufficient-role",
        "The owner of the token is "
            + role.label()
            + (isRead ? "; this request requires viewer or admin." : "; changes require admin."));
  }
}
