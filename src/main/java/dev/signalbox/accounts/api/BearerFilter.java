package dev.signalbox.accounts.api;

import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.accounts.tokens.TokenGate;
import dev.signalbox.accounts.tokens.TokenJudgement;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a call its token's. The token may come as {@code Authorization: Bearer}, alone in that
 * header, or as {@code Circle-Token}, which the installation's other tools send.
 */
final class BearerFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final TokenGate gate;
  private final ApiRefusals refusals;

  BearerFilter(TokenGate gate, ApiRefusals refusals) {
    this.gate = gate;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> offered = offered(request);
    if (offered.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    switch (gate.judge(offered.get(), request.getRemoteAddr())) {
      case TokenJudgement.Holds holds -> pass(holds.caller(), request, response, chain);
      case TokenJudgement.Over over -> refusals.worthNothing(over.why(), response);
      case TokenJudgement.Unconfirmed silence -> refusals.unconfirmed(silence.since(), response);
    }
  }

  private static void pass(
      ApiCaller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    SecurityContextHolder.setContext(new SecurityContextImpl(caller));
    MDC.put("token.id", caller.token().toString());
    MDC.put("token.name", caller.tokenName());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove("token.id");
      MDC.remove("token.name");
    }
  }

  private static Optional<String> offered(HttpServletRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.ofNullable(request.getHeader("Circle-Token")).map(String::strip);
    }
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return Optional.of(header.substring(bearer ? BEARER.length() : 0).strip());
  }
}
