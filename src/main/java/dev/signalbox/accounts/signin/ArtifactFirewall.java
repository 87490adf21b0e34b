package dev.signalbox.accounts.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Component;

/**
 * Accepts encoded special characters in names of artifacts, such as {@code 100%.txt}. Slashes, dots
 * and null characters must not be encoded there either.
 */
@Component
class ArtifactFirewall implements HttpFirewall {

  private static final String ARTIFACTS = "/artifacts/";

  private final StrictHttpFirewall console = new StrictHttpFirewall();
  private final StrictHttpFirewall artifacts = new StrictHttpFirewall();

  ArtifactFirewall() {
    artifacts.setAllowUrlEncodedPercent(true);
    artifacts.setAllowSemicolon(true);
    artifacts.setAllowBackSlash(true);
    artifacts.setAllowUrlEncodedLineFeed(true);
    artifacts.setAllowUrlEncodedCarriageReturn(true);
    artifacts.setAllowUrlEncodedLineSeparator(true);
    artifacts.setAllowUrlEncodedParagraphSeparator(true);
  }

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    return (isArtifact(request) ? artifacts : console).getFirewalledRequest(request);
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return console.getFirewalledResponse(response);
  }

  /** Both paths count: the container decodes and normalizes only one of them. */
  private static boolean isArtifact(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return path.startsWith(ARTIFACTS) && request.getRequestURI().startsWith(ARTIFACTS);
  }
}
