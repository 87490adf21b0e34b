package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests whose URL contains characters that must be percent-encoded. Tomcat would reject
 * them without reading the path, so that the response could not depend on it. The access check
 * accepts them: some ingresses send the URL of the original request unmodified.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class UnencodedCharacterFilter extends OncePerRequestFilter {

  /** The characters that Tomcat can be configured to accept. */
  static final String CHARACTERS = "\"<>[\\]^`{|}";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().equals("/access");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String url = request.getRequestURI() + Objects.requireNonNullElse(request.getQueryString(), "");
    Optional<String> unencoded =
        url.chars()
            .filter(character -> CHARACTERS.indexOf(character) >= 0)
            .mapToObj(Character::toString)
            .findFirst();
    if (unencoded.isPresent()) {
      response.sendError(
          HttpStatus.BAD_REQUEST.value(),
          "The URL contains \"%s\". Encode it as \"%%%02X\"."
              .formatted(unencoded.get(), (int) unencoded.get().charAt(0)));
      return;
    }
    chain.doFilter(request, response);
  }
}
