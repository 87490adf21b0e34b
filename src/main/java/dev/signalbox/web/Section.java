package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** The entries of the side navigation, in display order. */
public enum Section {
  OVERVIEW("Overview", "/", "layout-dashboard", 'o', null),
  BUILDS("Activity", "/nomad", "topology-star", 'b', "Builds"),
  CLIENTS("Clients", "/nomad/clients", "server-2", 'c', "Builds"),
  JOBS("Jobs", "/nomad/jobs", "stack-2", 'j', "Builds"),
  QUEUE("Queue", "/nomad/queue", "hourglass", 'q', "Builds"),
  SERVERS("Servers", "/nomad/servers", "topology-ring-3", 'n', "Builds"),
  ARTIFACTS("Artifacts", "/artifact-files", "file-text", 'f', "Builds"),
  USERS("Users", "/users", "users", 'u', "People"),
  AUDIT("Audit log", "/audit", "list-details", 'a', "People"),
  SNAPSHOTS("Snapshots", "/snapshots", "camera", 'p', "Installation"),
  ARTIFACT_POLICY("Artifact policy", "/artifact-policy", "shield-check", 'y', "Installation"),
  SETTINGS("Settings", "/settings/registration", "settings", 's', "Installation");

  private final String title;
  private final String path;
  private final String icon;
  private final char key;
  private final @Nullable String group;

  Section(String title, String path, String icon, char key, @Nullable String group) {
    this.title = title;
    this.path = path;
    this.icon = icon;
    this.key = key;
    this.group = group;
  }

  public String title() {
    return title;
  }

  public String path() {
    return path;
  }

  public String icon() {
    return icon;
  }

  /** Returns the key that opens this section after {@code g}. */
  public char key() {
    return key;
  }

  /** Returns the heading of the group, or null for entries without a group. */
  public @Nullable String group() {
    return group;
  }
}
