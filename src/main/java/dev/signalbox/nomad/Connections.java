package dev.signalbox.nomad;

/**
 * How many connections to Nomad this console has at the same time, at most. Servers allow 100 to an
 * address, which everything behind that address shares. Each purpose has its own, so that none can
 * take those of another: however many logs are read, the events come.
 */
public final class Connections {

  /** To follow the events, and to look whether there are any. */
  public static final int EVENTS = 2;

  /** For logs that are followed, by everybody together. */
  public static final int FOLLOWERS = 16;

  /** For logs that are downloaded, by everybody together. */
  public static final int DOWNLOADS = 4;

  /** For everything that has an end: lists, single things, orders. */
  public static final int ANSWERS = 18;

  /** What is told to the operator. */
  public static final int IN_ALL = EVENTS + FOLLOWERS + DOWNLOADS + ANSWERS;

  private Connections() {}
}
