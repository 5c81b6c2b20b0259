import org.apache.commons.lang3.StringUtils;

class Hello {
  public static void main(String[] arguments) {
    System.out.println(StringUtils.join(new String[] {"hello", "from", "java"}, ' '));
  }
}
