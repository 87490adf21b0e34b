package dev.signalbox.accounts.access;

import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Validates the URL to return to after sign-in: only configured hosts are allowed. */
@Component
class ReturnUrls {

  private final List<String> hosts;
  private final boolean secure;
  private final URI console;

  ReturnUrls(ConsoleProperties settings) {
    this.hosts = settings.access().hosts();
    this.secure = settings.isSecure();
    this.console = settings.publicUrl().uri();
  }

  /** Parses a return URL; empty unless it points to a configured host of the CI server. */
  Optional<URI> parse(@Nullable String text) {
    return text == null || text.length() > LocalPath.MAX_LENGTH ? Optional.empty() : allowed(text);
  }

  private Optional<URI> allowed(String text) {
    try {
      URI uri = new URI(encodedPath(text));
      return isAllowed(uri) ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The sign-in URL that returns to the request described by {@code X-Forwarded-*}. */
  URI signInUrl(HttpServletRequest request) {
    return requestedUrl(request)
        .map(
            to ->
                URI.create(
                    console
                        + "/sign-in?to="
                        + LocalPath.asParameter(
                            LocalPath.of(
                                "/access/return?to=" + LocalPath.asParameter(to.toString())))))
        .orElseGet(() -> URI.create(console + "/sign-in"));
  }

  private Optional<URI> requestedUrl(HttpServletRequest request) {
    @Nullable String host = request.getHeader("X-Forwarded-Host");
    @Nullable String scheme = request.getHeader("X-Forwarded-Proto");
    @Nullable String method = request.getHeader("X-Forwarded-Method");
    @Nullable String path = request.getHeader("X-Forwarded-Uri");
    if (host == null || scheme == null) {
      return Optional.empty();
    }
    // A redirect can't repeat a form submission.
    boolean page = method == null || method.equals("GET") || method.equals("HEAD");
    return allowed(scheme + "://" + host + (page && path != null ? path : "/"));
  }

  /** Encodes the path and query of an absolute URL, whose host must be valid as it is. */
  private static String encodedPath(String url) {
    int authority = url.indexOf("://") + 3;
    int path = url.indexOf('/', authority);
    return authority < 3 || path < 0
        ? url
        : url.substring(0, path) + LocalPath.encoded(url.substring(path));
  }

  private boolean isAllowed(URI uri) {
    @Nullable String scheme = uri.getScheme();
    @Nullable String authority = uri.getRawAuthority();
    return scheme != null
        && authority != null
        && (scheme.equals("https") || (scheme.equals("http") && !secure))
        && hosts.contains(authority.toLowerCase(Locale.ROOT))
        && uri.getRawPath().startsWith("/");
  }
}
