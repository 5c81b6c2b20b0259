mkdir site && echo index >site/index && tar --sort=name --mtime=@0 --owner=0 --group=0 -czf site.tar.gz site && rm -r site
