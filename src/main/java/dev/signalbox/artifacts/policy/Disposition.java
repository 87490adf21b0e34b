package dev.signalbox.artifacts.policy;

/** What a browser does with a file. */
public enum Disposition {
  /** Shows it with its own content type. */
  RENDER,
  /** Shows its source as plain text. */
  PLAIN_TEXT,
  /** Saves it without showing it. */
  DOWNLOAD
}
