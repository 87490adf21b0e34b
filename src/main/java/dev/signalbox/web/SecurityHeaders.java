package dev.signalbox.web;

import dev.signalbox.settings.Settings;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The security headers of every response. */
@Component
class SecurityHeaders {

  /** Allows scripts and styles only from this origin, and no framing. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
          + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-to csp";

  private static final String HTMX_REQUEST = "HX-Request";

  private final boolean secure;

  SecurityHeaders(Settings settings) {
    secure = settings.isSecure();
  }

  /** Sets the headers, and {@code Cache-Control: no-store}. Repeated calls have no effect. */
  void setOn(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("Reporting-Endpoints", "csp=\"/csp-reports\"");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (!response.getHeaders(HttpHeaders.VARY).contains(HTMX_REQUEST)) {
      response.addHeader(HttpHeaders.VARY, HTMX_REQUEST);
    }
    if (secure) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }
}
