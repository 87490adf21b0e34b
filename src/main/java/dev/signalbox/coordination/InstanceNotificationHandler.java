package dev.signalbox.coordination;

/** Receives the notifications of all instances, including those of this one. */
public interface InstanceNotificationHandler {

  /** Called for each notification on the listener's thread, so it must not block. */
  void handle(InstanceNotification notification);

  /** Called after each connect: notifications sent before it may have been lost. */
  default void connected() {}
}
