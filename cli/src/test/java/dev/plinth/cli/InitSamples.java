package dev.plinth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small projects of every language, with the files that tell what they are. */
final class InitSamples {
  private InitSamples() {}

  /** A project's files, path and text by turns. */
  private static Map<String, String> files(String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return files;
  }

  private static final String NPM =
      """
      {"name": "shop", "version": "1.0.0", "engines": {"node": ">=20"},
       "scripts": {"start": "node server.js"}, "dependencies": {"express": "4.19.2"}}
      """;

  private static final String NPM_BUILD =
      """
      {"name": "shop", "engines": {"node": "^22.3.0"}, "packageManager": "pnpm@9.12.0",
       "scripts": {"build": "tsc", "start": "node --enable-source-maps dist/main.js"}}
      """;

  private static final String POM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>org.springframework.boot</groupId>
          <artifactId>spring-boot-starter-parent</artifactId>
          <version>3.5.0</version>
        </parent>
        <groupId>com.example</groupId>
        <artifactId>shop</artifactId>
        <version>1.0.0</version>
        <properties><java.version>21</java.version></properties>
        <dependencies>
          <dependency>
            <groupId>org.springframework.boot</groupId>
            <artifactId>spring-boot-starter-web</artifactId>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String PLAIN_POM =
      """
      <project>
        <artifactId>tool</artifactId>
        <properties>
          <maven.compiler.source>${release}</maven.compiler.source>
          <release>17</release>
        </properties>
      </project>
      """;

  private static final String MAIN_CLASS =
      """
      package com.example.tool;

      class Tool {
        public static void main(String[] arguments) {}
      }
      """;

  /** All of them by name. */
  static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put(
        "go",
        files(
            "go.mod", "module example.org/shop\n\ngo 1.24\n\nrequire example.org/a v1.0.0\n",
            "go.sum", "example.org/a v1.0.0 h1:=\n",
            "main.go", "package main\n\nfunc main() {}\n"));
    all.put(
        "go-commands",
        files(
            "go.mod",
                "module example.org/shop/v2\n\ngo 1.24\n\nreplace example.org/b => ./libs/b\n",
            "libs/b/go.mod", "module example.org/b\n",
            "cmd/shop/main.go", "package main\n",
            "cmd/migrate/main.go", "package main\n"));
    all.put(
        "go-cgo-vendor",
        files(
            "go.mod", "module shop\n\ngo 1.24\n",
            "vendor/modules.txt", "",
            "main.go", "package main\n\nimport \"C\"\n"));
    all.put(
        "rust",
        files(
            "Cargo.toml",
            "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.85\"\n",
            "Cargo.lock",
            "version = 4\n",
            "src/main.rs",
            "fn main() {}\n"));
    all.put(
        "rust-workspace",
        files(
            "Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n",
            "rust-toolchain.toml", "[toolchain]\nchannel = \"1.88.0\"\n",
            "crates/lib/Cargo.toml", "[package]\nname = \"lib\"\n",
            "crates/lib/src/lib.rs", "",
            "crates/web/Cargo.toml", "[package]\nname = \"web\"\n",
            "crates/web/src/main.rs", "fn main() {}\n"));
    all.put(
        "python-uv",
        files(
            "pyproject.toml",
            """
            [project]
            name = "shop"
            readme = "README.md"
            requires-python = ">=3.11,<3.14"
            dependencies = ["httpx"]
            [project.scripts]
            shop = "shop.cli:main"
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            """,
            "uv.lock",
            "version = 1\n",
            "README.md",
            "shop\n",
            "src/shop/cli.py",
            "def main(): ...\n"));
    all.put(
        "python-requirements",
        files(
            "requirements.txt", "-r base.txt\nfastapi==0.115.0\nuvicorn==0.30.0\npsycopg2==2.9.9\n",
            "base.txt", "httpx==0.27.0\n",
            "app/__init__.py", "",
            "app/main.py", "from fastapi import FastAPI\n\napp = FastAPI(title=\"shop\")\n"));
    all.put(
        "python-poetry",
        files(
            "pyproject.toml",
            """
            [tool.poetry]
            name = "shop"
            package-mode = false
            [tool.poetry.dependencies]
            python = "^3.12"
            """,
            "poetry.lock",
            "# This file is automatically @generated by Poetry 2.1.3 and should\n",
            "main.py",
            "print()\n"));
    all.put(
        "python-pipenv",
        files(
            "Pipfile", "[packages]\ngunicorn = \"*\"\ndjango = \"*\"\n",
            "Pipfile.lock", "{\"_meta\": {\"requires\": {\"python_version\": \"3.12\"}}}",
            "manage.py", "",
            "shop/wsgi.py", "application = None\n"));
    all.put(
        "python-package",
        files(
            "pyproject.toml",
            "[project]\nname = \"shop\"\n[project.scripts]\nshop = \"shop:main\"\n"
                + "[build-system]\nrequires = [\"setuptools\"]\n",
            "shop/__init__.py",
            ""));
    all.put(
        "node-npm",
        files(
            "package.json", NPM,
            "package-lock.json", "{\"lockfileVersion\": 3}",
            "server.js", ""));
    all.put("node-no-lock", files("package.json", "{\"main\": \"lib/index\"}", "lib/index.js", ""));
    all.put(
        "node-pnpm-build",
        files(
            "package.json", NPM_BUILD,
            "pnpm-lock.yaml", "lockfileVersion: '9.0'\n",
            "pnpm-workspace.yaml", "packages:\n  - 'packages/*'\n",
            "packages/a/package.json", "{}",
            "tsconfig.json", "{}"));
    all.put(
        "node-next-yarn",
        files(
            "package.json",
            "{\"scripts\": {\"build\": \"next build\", \"start\": \"next start\"},"
                + " \"dependencies\": {\"next\": \"15.0.0\"}}",
            "yarn.lock",
            "# yarn lockfile v1\n"));
    all.put(
        "node-yarn-berry",
        files(
            "package.json",
            "{\"packageManager\": \"yarn@4.5.0\", \"scripts\": {\"start\": \"tsx src/a.ts\"}}",
            ".nvmrc",
            "v22\n",
            "yarn.lock",
            "__metadata:\n  version: 8\n"));
    all.put("java-maven-spring", files("pom.xml", POM));
    all.put(
        "java-maven-wrapper",
        files(
            "pom.xml",
            PLAIN_POM,
            "mvnw",
            "#!/bin/sh\n",
            ".mvn/wrapper/maven-wrapper.properties",
            "",
            "src/main/java/com/example/tool/Tool.java",
            MAIN_CLASS));
    all.put(
        "java-gradle-application",
        files(
            "build.gradle.kts",
            "plugins { application }\njava { toolchain { languageVersion ="
                + " JavaLanguageVersion.of(21) } }\napplication { mainClass = \"com.example.App\" }\n",
            "settings.gradle.kts",
            "rootProject.name = \"app\"\n",
            "gradlew",
            "#!/bin/sh\n",
            "gradle/wrapper/gradle-wrapper.properties",
            ""));
    all.put(
        "java-gradle-spring",
        files(
            "build.gradle",
            "plugins { id 'org.springframework.boot' version '3.5.0' }\n"
                + "dependencies { implementation 'x:spring-boot-starter-web' }\n"));
    all.put(
        "dotnet-web",
        files(
            "Shop.sln",
            "",
            "src/Shop/Shop.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>Example.Shop</AssemblyName>
              </PropertyGroup>
              <ItemGroup><ProjectReference Include="..\\Core\\Core.csproj" /></ItemGroup>
            </Project>
            """,
            "src/Core/Core.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>"
                + "<TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>",
            "src/Shop/packages.lock.json",
            "{}"));
    all.put(
        "dotnet-console",
        files(
            "Tool.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                + "<TargetFramework>net10.0</TargetFramework>"
                + "<InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>"));
    all.put(
        "ruby-rails",
        files(
            "Gemfile",
                "source \"https://rubygems.org\"\nruby \"3.4.2\"\ngem \"rails\"\ngem \"pg\"\n",
            "Gemfile.lock", "GEM\n  specs:\n    propshaft (1.0.0)\n    puma (6.0.0)\n",
            "config.ru", "",
            "bin/rails", ""));
    all.put(
        "ruby-rack",
        files(
            "Gemfile", "source \"https://rubygems.org\"\ngem \"puma\"\ngem \"sinatra\"\n",
            ".ruby-version", "3.4.1\n",
            "Gemfile.lock", "GEM\n",
            "config.ru", ""));
    all.put("ruby-plain", files("Gemfile", "gem \"json\"\n", "main.rb", ""));
    return all;
  }

  /** Writes one of them, with what no image should have beside it. */
  static void write(Path folder, Map<String, String> files) throws IOException {
    files.forEach((path, text) -> put(folder, path, text));
    put(folder, ".git/HEAD", "ref: refs/heads/main\n");
    put(folder, ".env", "PASSWORD=x\n");
    put(folder, "deploy/server.key", "key\n");
    put(folder, "node_modules/a/index.js", "\n");
    put(folder, "src/__pycache__/a.pyc", "\n");
    put(folder, ".venv/bin/python", "\n");
  }

  static void put(Path folder, String path, String text) {
    Path file = folder.resolve(path);
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
