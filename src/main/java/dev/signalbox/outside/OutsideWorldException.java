package dev.signalbox.outside;

import org.jspecify.annotations.Nullable;

/**
 * The outside world failed us. Every kind tells three things: what was tried, what came back, and
 * what the operator can do. Thrown only by the {@code tryingTo} function of an adapter.
 */
public abstract sealed class OutsideWorldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String tried;
  private final String answered;
  private final String advice;

  private OutsideWorldException(
      String tried, String answered, String advice, @Nullable Throwable cause) {
    super("Tried to " + tried + ". It answered: " + answered, cause);
    this.tried = tried;
    this.answered = answered;
    this.advice = advice;
  }

  /** What was attempted, to be read after "Tried to". */
  public String tried() {
    return tried;
  }

  /** What came back, verbatim as far as it is safe to show. */
  public String answered() {
    return answered;
  }

  /** The next step, to be read after "You can". */
  public String advice() {
    return advice;
  }

  /** No connection, or no answer in time. */
  public static final class Unreachable extends OutsideWorldException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String tried, String answered, String advice, @Nullable Throwable cause) {
      super(tried, answered, advice, cause);
    }
  }

  /** The other side understood and said no: credentials, rights or a rate limit. */
  public static final class Refused extends OutsideWorldException {
    private static final long serialVersionUID = 1L;

    public Refused(String tried, String answered, String advice, @Nullable Throwable cause) {
      super(tried, answered, advice, cause);
    }
  }

  /** The thing is not there, perhaps removed meanwhile. */
  public static final class Missing extends OutsideWorldException {
    private static final long serialVersionUID = 1L;

    public Missing(String tried, String answered, String advice, @Nullable Throwable cause) {
      super(tried, answered, advice, cause);
    }
  }

  /** The thing exists already, changed meanwhile, or is being deleted. */
  public static final class Conflicting extends OutsideWorldException {
    private static final long serialVersionUID = 1L;

    public Conflicting(String tried, String answered, String advice, @Nullable Throwable cause) {
      super(tried, answered, advice, cause);
    }
  }

  /** Anything else, an unreadable answer above all. */
  public static final class Unexpected extends OutsideWorldException {
    private static final long serialVersionUID = 1L;

    public Unexpected(String tried, String answered, String advice, @Nullable Throwable cause) {
      super(tried, answered, advice, cause);
    }
  }
}
