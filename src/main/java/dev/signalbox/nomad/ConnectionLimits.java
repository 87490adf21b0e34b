package dev.signalbox.nomad;

/**
 * Limits of concurrent HTTP connections to Nomad. The default limit of a Nomad server is 100 per
 * client IP address ({@code limits.http_max_conns_per_client}), shared by all programs behind that
 * address. Each purpose has a separate pool, so that open logs can't starve the event stream.
 */
public final class ConnectionLimits {

  /** The event stream and its probe. */
  public static final int EVENTS = 2;

  /** Followed logs of all users. */
  public static final int FOLLOWERS = 16;

  /** Log downloads of all users. */
  public static final int DOWNLOADS = 4;

  /** All other requests: lists, single objects and commands. */
  public static final int REQUESTS = 18;

  /** The sum, as shown to the operator. */
  public static final int TOTAL = EVENTS + FOLLOWERS + DOWNLOADS + REQUESTS;

  private ConnectionLimits() {}
}
