package dev.signalbox.velero.schedule.cron;

/** The text isn't a cron expression of the dialect. The message is shown to the user. */
public final class CronSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  CronSyntaxException(String message) {
    super(message);
  }
}
