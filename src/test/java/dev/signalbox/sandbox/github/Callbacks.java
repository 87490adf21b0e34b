package dev.signalbox.sandbox.github;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The callback addresses registered for the app and GitHub's rule of what matches them
 * ("Authorizing OAuth apps", redirect URLs): the host or a sub-domain of it, the same port, the
 * path or something below it; a loopback address may use any port.
 */
final class Callbacks {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private volatile List<URI> registered =
      List.of(
          URI.create("http://127.0.0.1:8080/login/oauth2/code/github"),
          URI.create("http://localhost:8080/login/oauth2/code/github"));

  void register(List<URI> callbacks) {
    registered = List.copyOf(callbacks);
  }

  /** Where users go when the request names no address, and where a mismatch is reported. */
  URI fallback() {
    return registered.getFirst();
  }

  boolean allow(String redirectUri) {
    URI asked;
    try {
      asked = URI.create(redirectUri).normalize();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return registered.stream().anyMatch(callback -> matches(callback, asked));
  }

  private static boolean matches(URI callback, URI asked) {
    if (asked.getHost() == null || !callback.getScheme().equals(asked.getScheme())) {
      return false;
    }
    boolean sameHost =
        asked.getHost().equals(callback.getHost())
            || asked.getHost().endsWith("." + callback.getHost());
    boolean samePort = portOf(asked) == portOf(callback) || LOOPBACK.contains(callback.getHost());
    String path = callback.getPath();
    boolean below =
        asked.getPath().equals(path)
            || asked.getPath().startsWith(path.endsWith("/") ? path : path + "/");
    return sameHost && samePort && below;
  }

  private static int portOf(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }
}
