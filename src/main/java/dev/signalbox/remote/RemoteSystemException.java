package dev.signalbox.remote;

import org.jspecify.annotations.Nullable;

/**
 * A call to a remote system failed. Carries what was attempted, the response, and what the operator
 * can do. Adapters translate the exceptions of their client library to one of the subclasses.
 */
public abstract sealed class RemoteSystemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SERVER_ERROR = 500;

  private final RemoteSystem system;
  private final String tried;
  private final String response;
  private final String advice;
  private final int status;

  private RemoteSystemException(
      RemoteSystem system,
      String tried,
      String response,
      String advice,
      @Nullable Throwable cause,
      int status) {
    super("Tried to " + tried + ". It said: " + response, cause);
    this.system = system;
    this.tried = tried;
    this.response = response;
    this.advice = advice;
    this.status = status;
  }

  /** The system that failed. */
  public RemoteSystem system() {
    return system;
  }

  /** What was attempted, to be read after "Tried to". */
  public String tried() {
    return tried;
  }

  /** The response or network error, verbatim except for redacted secrets. */
  public String response() {
    return response;
  }

  /**
   * The HTTP status of the response, or 0 if there was no response or the adapter does not provide
   * it. Decisions use it and the type: the text may contain anything.
   */
  public int status() {
    return status;
  }

  /**
   * Returns whether a change may have been applied although it failed: there was no response, or
   * one with a status from 500.
   */
  public boolean hasUnknownOutcome() {
    return status == 0 || status >= SERVER_ERROR;
  }

  /** What the operator can do: one or more sentences. */
  public String advice() {
    return advice;
  }

  /** No connection, or no response in time. */
  public static final class Unreachable extends RemoteSystemException {
    private static final long serialVersionUID = 1L;

    public Unreachable(
        RemoteSystem system,
        String tried,
        String response,
        String advice,
        @Nullable Throwable cause) {
      super(system, tried, response, advice, cause, 0);
    }

    public Unreachable(
        RemoteSystem system, String tried, String response, String advice, int status) {
      super(system, tried, response, advice, null, status);
    }
  }

  /** The remote system denied the request: credentials, permissions or a rate limit. */
  public static final class Denied extends RemoteSystemException {
    private static final long serialVersionUID = 1L;

    public Denied(
        RemoteSystem system,
        String tried,
        String response,
        String advice,
        @Nullable Throwable cause) {
      super(system, tried, response, advice, cause, 0);
    }

    public Denied(RemoteSystem system, String tried, String response, String advice, int status) {
      super(system, tried, response, advice, null, status);
    }
  }

  /** The object does not exist, or was deleted meanwhile. */
  public static final class NotFound extends RemoteSystemException {
    private static final long serialVersionUID = 1L;

    public NotFound(
        RemoteSystem system,
        String tried,
        String response,
        String advice,
        @Nullable Throwable cause) {
      super(system, tried, response, advice, cause, 0);
    }

    public NotFound(RemoteSystem system, String tried, String response, String advice, int status) {
      super(system, tried, response, advice, null, status);
    }
  }

  /** The object already exists, has changed meanwhile, or is being deleted. */
  public static final class Conflict extends RemoteSystemException {
    private static final long serialVersionUID = 1L;

    public Conflict(
        RemoteSystem system,
        String tried,
        String response,
        String advice,
        @Nullable Throwable cause) {
      super(system, tried, response, advice, cause, 0);
    }

    public Conflict(RemoteSystem system, String tried, String response, String advice, int status) {
      super(system, tried, response, advice, null, status);
    }
  }

  /** Any other failure, such as an unreadable response. */
  public static final class Unexpected extends RemoteSystemException {
    private static final long serialVersionUID = 1L;

    public Unexpected(
        RemoteSystem system,
        String tried,
        String response,
        String advice,
        @Nullable Throwable cause) {
      super(system, tried, response, advice, cause, 0);
    }

    public Unexpected(
        RemoteSystem system, String tried, String response, String advice, int status) {
      super(system, tried, response, advice, null, status);
    }
  }
}
