"""What an instructor does with a class: release, collect, grade, give feedback, export."""
