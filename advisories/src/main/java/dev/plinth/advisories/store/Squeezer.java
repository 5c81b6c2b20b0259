package dev.plinth.advisories.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflates packed values against a dictionary of what advisories repeat. The form: the length
 * before squeezing as a LEB128 number, 0 where the bytes follow as they are, then the bytes (zlib,
 * RFC 1950, with the preset dictionary). Not safe for threads.
 */
final class Squeezer implements AutoCloseable {
  /** No value is ever longer: more than the limits on records allow. */
  private static final int MAX = 32 << 20;

  /** Part of schema version 1: it must never change. The most frequent stand last. */
  private static final byte[] DICTIONARY =
      ("https://lists.fedoraproject.org/archives/list/package-announce@lists.fedoraproject.org/message/"
              + "https://access.redhat.com/security/cve/CVE-https://bugzilla.redhat.com/show_bug.cgi?id="
              + "https://access.redhat.com/errata/RHSA-https://errata.almalinux.org/8/ALSA-.html"
              + "https://www.openwall.com/lists/oss-security/20https://security.gentoo.org/glsa/20"
              + "https://lists.debian.org/debian-lts-announce/20https://www.debian.org/security/20/dsa-"
              + "https://deb.freexian.com/extended-lts/tracker/https://security-tracker.debian.org/tracker/"
              + "https://ubuntu.com/security/CVE-https://www.oracle.com/security-alerts/cpu.html"
              + "https://rustsec.org/advisories/RUSTSEC-20.htmlhttps://crates.io/crates/"
              + "https://groups.google.com/g/golang-announce/c/https://go.dev/cl/https://go.dev/issue/"
              + "https://pkg.go.dev/vuln/GO-202https://github.com/pypa/advisory-database/tree/main/vulns/"
              + "https://lists.apache.org/thread/https://security.netapp.com/advisory/ntap-20"
              + "/releases/tag/v/blob/master/pull/issues/commit/security/advisories/GHSA-"
              + "remote code execution denial of service cross-site scripting (XSS) vulnerability in "
              + "security update important moderate CRITICAL HIGH MODERATE MEDIUM LOW "
              + "CVSS_V2CVSS_V4CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
              + "CVSS_V3CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N"
              + "CVSS_V3CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"
              + "CVSS_V3CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
              + "https://nvd.nist.gov/vuln/detail/CVE-2024-CVE-2025-CVE-2026-PYSEC-20GHSA-"
              + "https://github.com/")
          .getBytes(StandardCharsets.US_ASCII);

  private final Deflater deflater = new Deflater(7);
  private final Inflater inflater = new Inflater();
  private byte[] buffer = new byte[4096];

  byte[] squeeze(byte[] plain) {
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(plain);
    deflater.finish();
    if (buffer.length < plain.length) {
      buffer = new byte[plain.length];
    }
    int squeezed = plain.length < 16 ? plain.length : deflater.deflate(buffer, 0, plain.length);
    Packer out = new Packer();
    if (plain.length < 16 || !deflater.finished()) {
      out.number(0);
      out.raw(plain, 0, plain.length);
    } else {
      out.number(plain.length);
      out.raw(buffer, 0, squeezed);
    }
    return out.toBytes();
  }

  byte[] expand(byte[] stored) {
    Unpacker in = new Unpacker(stored, 0);
    long length = in.number();
    int from = 1;
    while ((stored[from - 1] & 0x80) != 0) {
      from++;
    }
    if (length == 0) {
      return Arrays.copyOfRange(stored, from, stored.length);
    }
    // Deflate cannot expand further than 1032 to 1.
    if (length > MAX || length > 1032L * stored.length + 1032) {
      throw new Unpacker.Damaged("a squeezed value claims an absurd length");
    }
    byte[] plain = new byte[(int) length];
    inflater.reset();
    inflater.setInput(stored, from, stored.length - from);
    try {
      int at = 0;
      while (at < plain.length) {
        int read = inflater.inflate(plain, at, plain.length - at);
        at += read;
        if (read == 0) {
          if (!inflater.needsDictionary()) {
            throw new Unpacker.Damaged("a squeezed value ends early");
          }
          inflater.setDictionary(DICTIONARY);
        }
      }
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new Unpacker.Damaged("a squeezed value is damaged");
    }
    return plain;
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
