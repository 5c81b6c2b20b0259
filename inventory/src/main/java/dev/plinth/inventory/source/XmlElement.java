package dev.plinth.inventory.source;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of an XML document by its local name, with its line. Document types are refused, so
 * that there are no entities but XML's own five, and nothing is ever fetched.
 */
public final class XmlElement {
  private static final int MAX_DEPTH = 50;

  final String name;
  final int line;
  final Map<String, String> attributes = new HashMap<>(4);
  final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();

  /** No declaration is longer. */
  private static final int DECLARATION = 200;

  private XmlElement(String name, int line) {
    this.name = name;
    this.line = line;
  }

  /**
   * The root of the document.
   *
   * @throws LockFormatException where the bytes are no XML document within the limits
   */
  public static XmlElement read(byte[] bytes) throws LockFormatException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    try {
      return read(factory.createXMLStreamReader(new StringReader(text(bytes))));
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new LockFormatException("it is no XML" + (line > 0 ? " (line " + line + ")" : ""));
    }
  }

  /**
   * Decoded here, since the JDK's reader prints what it cannot decode: by the mark of its order of
   * bytes, else by what it declares, else UTF-8 (XML 1.0, appendix F).
   */
  private static String text(byte[] bytes) throws LockFormatException {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    boolean wide = first == 0xfeff || first == 0xfffe;
    try {
      Charset charset = wide ? StandardCharsets.UTF_16 : Charset.forName(declared(bytes));
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new LockFormatException("it is no XML in the encoding that it says");
    }
  }

  /** {@code encoding="…"} of the declaration. */
  private static String declared(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
    int end = head.startsWith("<?xml") ? head.indexOf("?>") : -1;
    int at = end < 0 ? -1 : head.lastIndexOf("encoding", end);
    int from = at < 0 ? -1 : at + "encoding".length();
    while (from > 0 && from < end && " \t\r\n=\"'".indexOf(head.charAt(from)) >= 0) {
      from++;
    }
    int to = Math.max(from, 0);
    while (to < end && "\"' ".indexOf(head.charAt(to)) < 0) {
      to++;
    }
    return from < 0 || from == to ? "UTF-8" : head.substring(from, to);
  }

  private static XmlElement read(XMLStreamReader xml)
      throws XMLStreamException, LockFormatException {
    Deque<XmlElement> open = new ArrayDeque<>();
    @Nullable XmlElement root = null;
    int count = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlElement element =
              new XmlElement(xml.getLocalName(), xml.getLocation().getLineNumber());
          for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
          }
          if (++count > Documents.MAX_VALUES || open.size() >= MAX_DEPTH) {
            throw new LockFormatException("it has more or deeper elements than are read");
          }
          if (open.isEmpty()) {
            root = element;
          } else {
            open.element().children.add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().content.append(xml.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new LockFormatException("it has a document type or entities, which are not read");
        default -> {
          // Comments, processing instructions, the document's end.
        }
      }
    }
    if (root == null) {
      throw new LockFormatException("it has no element");
    }
    return root;
  }

  /** The local name. */
  public String name() {
    return name;
  }

  /** The elements within. */
  public List<XmlElement> children() {
    return List.copyOf(children);
  }

  /** The attribute of that local name, empty where there is none. */
  public String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  /** The text within, without the white space around it. */
  public String text() {
    return content.toString().strip();
  }

  /** The first child of that name, or null. */
  public @Nullable XmlElement child(String name) {
    for (XmlElement child : children) {
      if (child.name.equals(name)) {
        return child;
      }
    }
    return null;
  }

  /** The text of the first child of that name, empty where there is none. */
  public String text(String name) {
    XmlElement child = child(name);
    return child == null ? "" : child.text();
  }

  /** The children of the first child of that name. */
  public List<XmlElement> children(String name) {
    XmlElement child = child(name);
    return child == null ? List.of() : child.children;
  }
}
