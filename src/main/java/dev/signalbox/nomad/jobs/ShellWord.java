package dev.signalbox.nomad.jobs;

/** A name as one word of a shell: what is offered for copying must not do anything else. */
final class ShellWord {

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private ShellWord() {}

  static String of(String text) {
    return text.matches(PLAIN) && !text.startsWith("-")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
