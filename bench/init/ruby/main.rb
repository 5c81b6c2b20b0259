require "json"

puts JSON.parse('{"said": "hello from ruby"}')["said"]
