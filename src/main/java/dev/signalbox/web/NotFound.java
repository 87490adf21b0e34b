package dev.signalbox.web;

/** There is no such thing; the answer is the nearest list with a sentence, status 404. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String list;
  private final String listName;

  /**
   * @param kind the thing in the operator's word, such as {@code user}
   * @param id what was asked for
   * @param list the address of the nearest list
   * @param listName its name
   */
  public NotFound(String kind, String id, String list, String listName) {
    super("There is no " + kind + " " + id + ".");
    this.list = list;
    this.listName = listName;
  }

  String list() {
    return list;
  }

  String listName() {
    return listName;
  }

  /** The sentence to show. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
