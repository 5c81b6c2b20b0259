#!/bin/sh
echo "$GREETING"; command -v less
