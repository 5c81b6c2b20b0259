#!/bin/sh
echo started >/app/log && cat /app/log
