package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.settings.Origin;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiConsumer;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The security headers of every response. */
@Component
class SecurityHeaders {

  private static final String HTMX_REQUEST = "HX-Request";

  private final boolean secure;
  private final String contentSecurityPolicy;

  SecurityHeaders(ConsoleProperties settings) {
    secure = settings.isSecure();
    @Nullable Origin artifacts = settings.artifactsOrigin();
    contentSecurityPolicy = contentSecurityPolicy(artifacts == null ? "" : " " + artifacts);
  }

  /**
   * Allows scripts and styles only from this origin, and no framing.
   *
   * @param media another origin of images and media, which pages embed
   */
  private static String contentSecurityPolicy(String media) {
    return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
        + " img-src 'self' data:%1$s; media-src 'self'%1$s;".formatted(media)
        + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
        + " base-uri 'none'; object-src 'none'; report-to csp";
  }

  /** Sets the headers, and {@code Cache-Control: no-store}. Repeated calls have no effect. */
  void setOn(HttpServletResponse response) {
    set(response::setHeader);
    if (!response.getHeaders(HttpHeaders.VARY).contains(HTMX_REQUEST)) {
      response.addHeader(HttpHeaders.VARY, HTMX_REQUEST);
    }
  }

  /** Sets the headers of a response that Tomcat sends without any filter or valve. */
  void setOn(Response response) {
    set(response::setHeader);
  }

  private void set(BiConsumer<String, String> header) {
    header.accept("Content-Security-Policy", contentSecurityPolicy);
    header.accept("Reporting-Endpoints", "csp=\"/csp-reports\"");
    header.accept("Cross-Origin-Opener-Policy", "same-origin");
    header.accept("Cross-Origin-Resource-Policy", "same-origin");
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("Referrer-Policy", "same-origin");
    header.accept(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    header.accept(HttpHeaders.CACHE_CONTROL, "no-store");
    if (secure) {
      header.accept("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }
}
