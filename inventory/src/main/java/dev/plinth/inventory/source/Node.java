package dev.plinth.inventory.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON, YAML or TOML document with the line where it starts, for a member the line of
 * its key. Scalars are text, since versions are no numbers; null is absent.
 */
final class Node {
  private final @Nullable String scalar;
  private final @Nullable Map<String, Node> members;
  private final @Nullable List<Node> items;
  private final int line;

  private Node(
      @Nullable String scalar,
      @Nullable Map<String, Node> members,
      @Nullable List<Node> items,
      int line) {
    this.scalar = scalar;
    this.members = members;
    this.items = items;
    this.line = line;
  }

  static Node scalar(String text, int line) {
    return new Node(text, null, null, line);
  }

  static Node object(Map<String, Node> members, int line) {
    return new Node(null, members, null, line);
  }

  static Node array(List<Node> items, int line) {
    return new Node(null, null, items, line);
  }

  static Node nothing(int line) {
    return new Node(null, null, null, line);
  }

  /** The same value at the line of its key. */
  Node at(int keyLine) {
    return new Node(scalar, members, items, keyLine);
  }

  int line() {
    return line;
  }

  boolean isObject() {
    return members != null;
  }

  /** The text of a scalar, empty for anything else. */
  String text() {
    return scalar == null ? "" : scalar;
  }

  boolean isScalar() {
    return scalar != null;
  }

  @Nullable Node get(String name) {
    return members == null ? null : members.get(name);
  }

  /** The text of that member, empty where there is none. */
  String text(String name) {
    Node member = get(name);
    return member == null ? "" : member.text();
  }

  /** The line of that member, this value's own where there is none. */
  int line(String name) {
    Node member = get(name);
    return member == null ? line : member.line;
  }

  boolean truth(String name) {
    return text(name).equals("true");
  }

  /** The members; empty for what is no object. */
  Map<String, Node> members() {
    return members == null ? Map.of() : members;
  }

  /** The members of that member. */
  Map<String, Node> members(String name) {
    Node member = get(name);
    return member == null ? Map.of() : member.members();
  }

  /** The items; empty for what is no array. */
  List<Node> items() {
    return items == null ? List.of() : items;
  }

  /** The items of that member. */
  List<Node> items(String name) {
    Node member = get(name);
    return member == null ? List.of() : member.items();
  }

  /** The texts of that member's items, or the one text that stands in their place. */
  List<String> texts(String name) {
    Node member = get(name);
    List<String> texts = new ArrayList<>();
    if (member != null) {
      for (Node item : member.scalar == null ? member.items() : List.of(member)) {
        if (item.scalar != null) {
          texts.add(item.scalar);
        }
      }
    }
    return texts;
  }

  static Map<String, Node> newMembers() {
    return new LinkedHashMap<>();
  }
}
