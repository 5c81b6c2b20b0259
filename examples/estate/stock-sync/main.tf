resource "docker_image" "app" {
  name = "registry.example/hub/nginx:1.27"
}
