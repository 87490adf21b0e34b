package dev.signalbox.accounts.github;

import java.net.URI;

/**
 * Where a GitHub is reached.
 *
 * @param web where people sign in
 * @param api where programs ask
 */
public record GitHubAddress(URI web, URI api) {

  /**
   * Derives the API's address from the one people use: github.com has a host of its own for it, so
   * have tenants at ghe.com, and an Enterprise Server answers below {@code /api/v3} (docs: Getting
   * started with the REST API).
   */
  public static GitHubAddress of(URI web) {
    String host = web.getHost();
    if (host.equals("github.com") || host.endsWith(".ghe.com")) {
      return new GitHubAddress(web, URI.create(web.getScheme() + "://api." + web.getAuthority()));
    }
    return new GitHubAddress(web, URI.create(web + "/api/v3"));
  }

  /** The name of this GitHub as part of a person's identity. */
  public String instance() {
    return web.getAuthority();
  }

  /** A page for people at this GitHub. */
  public URI page(String path) {
    return URI.create(web + path);
  }
}
