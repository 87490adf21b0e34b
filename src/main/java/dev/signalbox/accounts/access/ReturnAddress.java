package dev.signalbox.accounts.access;

import dev.signalbox.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Where people wanted to go in the installation: only hosts of the settings are led back to. */
@Component
class ReturnAddress {

  private static final int LONGEST = 1000;

  private final List<String> hosts;
  private final boolean secure;
  private final URI console;

  ReturnAddress(Settings settings) {
    this.hosts = settings.access().hosts();
    this.secure = settings.secure();
    this.console = settings.publicUrl();
  }

  /** The address, or empty when it could lead anywhere but to the installation. */
  Optional<URI> of(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      return isOurs(uri) ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The sign-in that leads back to what the ingress was asked for, as far as it told that. */
  URI signIn(HttpServletRequest request) {
    return asked(request)
        .map(
            to ->
                URI.create(
                    console
                        + "/sign-in?to="
                        + encoded("/access/return?to=" + encoded(to.toString()))))
        .orElseGet(() -> URI.create(console + "/sign-in"));
  }

  private Optional<URI> asked(HttpServletRequest request) {
    @Nullable String host = request.getHeader("X-Forwarded-Host");
    @Nullable String scheme = request.getHeader("X-Forwarded-Proto");
    @Nullable String method = request.getHeader("X-Forwarded-Method");
    @Nullable String path = request.getHeader("X-Forwarded-Uri");
    if (host == null || scheme == null) {
      return Optional.empty();
    }
    // what a form sent cannot be sent again by a redirect
    boolean page = method == null || method.equals("GET") || method.equals("HEAD");
    return of(scheme + "://" + host + (page && path != null ? path : "/"));
  }

  private boolean isOurs(URI uri) {
    @Nullable String scheme = uri.getScheme();
    @Nullable String authority = uri.getRawAuthority();
    return scheme != null
        && authority != null
        && (scheme.equals("https") || (scheme.equals("http") && !secure))
        && hosts.contains(authority.toLowerCase(Locale.ROOT))
        && uri.getRawPath().startsWith("/");
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
