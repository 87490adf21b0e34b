package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts a generated request id and the client address into the logging context (MDC), for log lines
 * and audit events. Ids sent by the client are ignored. Audit events of users who signed in or
 * re-authenticated without GitHub name that as their confirmation.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIdFilter extends OncePerRequestFilter {

  private static final String CONFIRMATION = "user.confirmation";

  /** Sets how the user of the current request confirmed their identity, for its audit events. */
  public static void setConfirmation(String confirmation) {
    MDC.put(CONFIRMATION, confirmation);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    MDC.put("request.id", UUID.randomUUID().toString());
    MDC.put("client.address", request.getRemoteAddr());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove("request.id");
      MDC.remove("client.address");
      MDC.remove(CONFIRMATION);
    }
  }
}
