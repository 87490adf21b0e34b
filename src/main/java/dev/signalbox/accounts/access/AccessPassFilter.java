package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Operator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates requests for files of the CI server by access pass, if they have neither an API
 * token nor a valid session. Only for requests that change nothing: passes have no CSRF protection.
 */
public final class AccessPassFilter extends OncePerRequestFilter {

  private final InstallationAccess access;

  /** Creates a filter for one chain. */
  public AccessPassFilter(InstallationAccess access) {
    this.access = access;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<byte[]> pass = AccessPassService.presentedHash(request);
    if (pass.isPresent() && SecurityContextHolder.getContext().getAuthentication() == null) {
      switch (access.forPass(pass.get())) {
        case AccessDecision.Allowed allowed ->
            SecurityContextHolder.setContext(
                new SecurityContextImpl(new PassAuthentication(operator(allowed))));
        case AccessDecision.Unauthenticated unauthenticated -> {}
        case AccessDecision.Denied denied -> {
          response.sendError(HttpServletResponse.SC_FORBIDDEN);
          return;
        }
      }
    }
    chain.doFilter(request, response);
  }

  private static Operator operator(AccessDecision.Allowed allowed) {
    return new Operator(allowed.account(), allowed.login(), allowed.name(), allowed.role());
  }

  /** The authentication of a request by access pass. It has no authorities in the console. */
  private static final class PassAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Operator operator;

    PassAuthentication(Operator operator) {
      super(List.of());
      this.operator = operator;
      setAuthenticated(true);
    }

    @Override
    public Operator getPrincipal() {
      return operator;
    }

    @Override
    public Object getCredentials() {
      return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PassAuthentication that && operator.equals(that.operator);
    }

    @Override
    public int hashCode() {
      return operator.hashCode();
    }
  }
}
