package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Finds the page that a request belongs to, to which the user returns after signing in: the page
 * that contains a submitted form or a fragment, else the requested page.
 */
public final class OriginPage {

  private OriginPage() {}

  /** Returns a path of this console, {@code /} if the page is of another site. */
  public static String of(HttpServletRequest request) {
    @Nullable String page = request.getHeader("HX-Current-URL");
    if (page == null && !"GET".equals(request.getMethod())) {
      page = request.getHeader(HttpHeaders.REFERER);
    }
    return page == null ? requested(request) : LocalPath.of(withoutHost(page));
  }

  private static String requested(HttpServletRequest request) {
    String query = request.getQueryString();
    return LocalPath.of(
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
  }

  // drops the host, so that the redirect can't leave the console
  private static @Nullable String withoutHost(String url) {
    int authority = url.indexOf("://") + 3;
    int path = url.indexOf('/', authority);
    return authority < 3 || path < 0 ? null : url.substring(path).replaceFirst("#.*", "");
  }
}
