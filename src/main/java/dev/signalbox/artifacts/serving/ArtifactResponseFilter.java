package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.web.ErrorId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the headers of every response below {@code /artifacts/} before anything else responds, and
 * writes its error pages. On the separate origin there are only artifacts, and no cookies.
 */
@Component
@Order(ArtifactResponseFilter.AFTER_CONSOLE_HEADERS)
class ArtifactResponseFilter extends OncePerRequestFilter {

  static final int AFTER_CONSOLE_HEADERS = Ordered.HIGHEST_PRECEDENCE + 1;

  /** Uses of a file as a part of a page or of an application, by {@code Sec-Fetch-Dest}. */
  private static final Set<String> SUBRESOURCE_DESTINATIONS =
      Set.of(
          "audioworklet",
          "embed",
          "manifest",
          "object",
          "paintworklet",
          "script",
          "serviceworker",
          "sharedworker",
          "style",
          "worker",
          "xslt");

  private static final Logger log = LoggerFactory.getLogger(ArtifactResponseFilter.class);

  private final ArtifactOrigin origin;

  ArtifactResponseFilter(ArtifactOrigin origin) {
    this.origin = origin;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean isError = request.getDispatcherType() == DispatcherType.ERROR;
    boolean isSeparate = origin.receives(request);
    boolean isArtifact =
        ArtifactOrigin.isArtifact(
            isError
                ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
                : request.getRequestURI());
    if (!isArtifact && !isSeparate) {
      chain.doFilter(request, response);
    } else if (isError) {
      writeError(request, response);
    } else {
      ArtifactHeaders.protection().forEach(response::setHeader);
      if (!isArtifact) {
        ArtifactErrorPage.write(request, response, HttpStatus.NOT_FOUND);
      } else if (!isSeparate && isSubresource(request)) {
        ArtifactErrorPage.write(
            request,
            response,
            HttpStatus.FORBIDDEN,
            "Artifacts can't be scripts or style sheets of a page.");
      } else {
        chain.doFilter(isSeparate ? new CookielessRequest(request) : request, response);
      }
    }
  }

  /**
   * Returns whether a page would execute the response or apply it as a style sheet. The content
   * security policy of the console allows scripts and style sheets of its own origin, so artifacts
   * must be refused here.
   */
  private static boolean isSubresource(HttpServletRequest request) {
    @Nullable String use = request.getHeader("Sec-Fetch-Dest");
    return (use != null && SUBRESOURCE_DESTINATIONS.contains(use))
        || request.getHeader("Service-Worker") != null;
  }

  private static void writeError(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.NOT_FOUND)
            : HttpStatus.NOT_FOUND;
    if (status.is5xxServerError()) {
      log.error(
          "Error {}: status {} for an artifact",
          ErrorId.of(request),
          status.value(),
          (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }
    if (!response.isCommitted()) {
      ArtifactErrorPage.write(request, response, status);
    }
  }

  /** Browsers may send cookies of a parent domain. */
  private static final class CookielessRequest extends HttpServletRequestWrapper {

    CookielessRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isCookie(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isCookie(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private static boolean isCookie(String name) {
      return HttpHeaders.COOKIE.equalsIgnoreCase(name);
    }
  }
}
