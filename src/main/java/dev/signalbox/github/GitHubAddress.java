package dev.signalbox.github;

import java.net.URI;

/**
 * The base URLs of a GitHub instance.
 *
 * @param web base URL of the web interface
 * @param api base URL of the REST API
 */
public record GitHubAddress(URI web, URI api) {

  /**
   * Derives the API URL from the web URL: github.com and tenants at ghe.com have a separate API
   * host, GitHub Enterprise Server serves it under {@code /api/v3} (docs: Getting started with the
   * REST API).
   */
  public static GitHubAddress of(URI web) {
    String host = web.getHost();
    if (host.equals("github.com") || host.endsWith(".ghe.com")) {
      return new GitHubAddress(web, URI.create(web.getScheme() + "://api." + web.getAuthority()));
    }
    return new GitHubAddress(web, URI.create(web + "/api/v3"));
  }

  /** The name of this instance, part of a user's identity. */
  public String instance() {
    return web.getAuthority();
  }

  /** The URL of a page of the web interface. */
  public URI page(String path) {
    return URI.create(web + path);
  }
}
