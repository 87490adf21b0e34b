package dev.signalbox.accounts.api;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.accounts.tokens.TokenScope;
import dev.signalbox.api.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** What a call is told that may not pass: which token would, or what this one lacks. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Set<String> LOOKING = Set.of("GET", "HEAD");
  private static final String CHALLENGE = "Bearer realm=\"signalbox\"";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    ApiProblem.of(
            HttpStatus.UNAUTHORIZED,
            "Send a token as \"Authorization: Bearer sbx_...\"; make one under Your tokens.")
        .write(response);
  }

  void worthNothing(String why, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    ApiProblem.of(HttpStatus.UNAUTHORIZED, "invalid-token", why).write(response);
  }

  /** Not the token's fault, nor its owner's: worth another try later. */
  void unconfirmed(Instant since, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "60");
    ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unconfirmed",
            "GitHub has not confirmed the membership of the token's owner since "
                + since
                + ". Calls are refused until it answers.")
        .write(response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    boolean looks = LOOKING.contains(request.getMethod());
    TokenScope needed = needed(request, looks);
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ApiCaller caller)) {
      throw denied;
    }
    if (!caller.scopes().contains(needed)) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + needed.word() + "\"");
    }
    why(caller, needed, looks).write(response);
  }

  private static TokenScope needed(HttpServletRequest request, boolean looks) {
    String path = request.getRequestURI();
    if (path.equals(ApiSecurity.AUDIT_EVENTS) || path.startsWith(ApiSecurity.AUDIT_IMPORTS)) {
      return TokenScope.AUDIT_INGEST;
    }
    return looks ? TokenScope.READ : TokenScope.WRITE;
  }

  private static ApiProblem why(ApiCaller caller, TokenScope needed, boolean looks) {
    if (!caller.scopes().contains(needed)) {
      return ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "insufficient-scope",
          "This call needs the scope " + needed.word() + ", which the token lacks.");
    }
    Role role = caller.getPrincipal().role();
    if (!caller.confirmed() && !looks) {
      return ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "unconfirmed",
          "GitHub has not confirmed the membership of the token's owner for a while. Changes are off"
              + " until it answers.");
    }
    return ApiProblem.of(
        HttpStatus.FORBIDDEN,
        "insufficient-role",
        "The owner of the token is "
            + role.word()
            + (looks ? "; this takes a viewer or an admin." : "; changes take an admin."));
  }
}
