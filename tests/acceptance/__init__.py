"""What packs find in real photos, through the program itself."""
