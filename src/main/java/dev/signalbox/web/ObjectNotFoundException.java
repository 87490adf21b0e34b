package dev.signalbox.web;

import java.util.Locale;

/** Thrown if a requested object does not exist. Rendered as 404 with a link to the nearest list. */
public final class ObjectNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String list;
  private final String listName;

  /**
   * @param kind the type of object, such as {@code user}
   * @param id the requested id
   * @param list the path of the nearest list
   * @param listName the name of that list
   */
  public ObjectNotFoundException(String kind, String id, String list, String listName) {
    super(id + " does not exist or was deleted.");
    this.kind = kind;
    this.list = list;
    this.listName = listName;
  }

  String list() {
    return list;
  }

  String listName() {
    return listName;
  }

  /** Returns the title, such as "User not found". */
  String title() {
    return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " not found";
  }

  /** Returns the explanation, such as "3fa85f64 does not exist or was deleted." */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
